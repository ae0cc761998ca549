import { tel } from "../text";
import { useConversation, useShared } from "./context";
import { Icon } from "./icon";
import { Menu } from "./menu";

/** Whose chat this is, what it is not, and the number for an emergency, always in sight. */
export function Header({ close }: { close?: () => void }) {
  const { chat, t } = useShared();
  const { about } = useConversation(chat);
  return (
    <header class="top">
      <div class="column top-row">
        <h2 class="name">
          {about?.logo ? <img src={new URL(about.logo, chat.base).href} alt={about.name} /> : (about?.name ?? "Ischia")}
        </h2>
        <p class="notice">
          <span>{t.notice}</span>
          {about && (
            <span>
              {t.emergency} <a href={tel(about.emergency_number)}>{about.emergency_number}</a>
            </span>
          )}
        </p>
        <div class="tools">
          <Menu />
          {close && (
            <button type="button" class="quiet square" aria-label={t.close} onClick={close}>
              <Icon name="close" />
            </button>
          )}
        </div>
      </div>
    </header>
  );
}
