// Loaded by one tag: <script src="https://chat.example.org/assets/ischia.js" async></script>

import { elementAt } from "./element";

const script = document.currentScript as HTMLScriptElement;

function place(): void {
  if (!document.querySelector("ischia-chat")) document.body.append(document.createElement("ischia-chat"));
}

// A page that holds the tag twice still shows one chat.
if (!customElements.get("ischia-chat")) {
  customElements.define("ischia-chat", elementAt(new URL("..", script.src).href));
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", place);
  else place();
}
