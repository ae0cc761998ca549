import { render } from "preact";
import { Announcer } from "./announcer";
import { Api } from "./api";
import { Conversation } from "./conversation";
import { App } from "./parts/app";
import { Panel } from "./parts/panel";
import { stringsFor } from "./strings";
import styles from "./styles.css";
import { theme } from "./theme";

const ACCENT = "#1d6155";

/** <ischia-chat>: the chat in a shadow root; with `inline` it fills its place, else a button in the corner opens it. */
export function elementAt(base: string): CustomElementConstructor {
  return class extends HTMLElement {
    private begun = false;

    connectedCallback(): void {
      if (this.begun) return;
      this.begun = true;
      const root = this.attachShadow({ mode: "open" });
      const [fixed, chosen] = [new CSSStyleSheet(), new CSSStyleSheet()];
      fixed.replaceSync(styles);
      chosen.replaceSync(theme(ACCENT));
      root.adoptedStyleSheets = [fixed, chosen];

      const chat = new Conversation(new Api(base));
      const announcer = new Announcer();
      const stage = document.createElement("div");
      stage.className = "stage";
      root.append(stage);
      void chat.learnAbout().then(() => chosen.replaceSync(theme(chat.state.about?.colours?.accent ?? ACCENT)));

      const t = stringsFor(this.lang || document.documentElement.lang);
      const shared = { chat, announcer, t };
      stage.lang = t.language;
      render(this.hasAttribute("inline") ? <App {...shared} autofocus={this.autofocus} /> : <Panel {...shared} />, stage);
    }
  };
}
