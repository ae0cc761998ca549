// Loaded by one tag: <script src="https://chat.example.org/assets/ischia.js" async></script>

import { elementAt } from "./element";

const script = document.currentScript as HTMLScriptElement;
const base = new URL("..", script.src).href;

customElements.define("ischia-chat", elementAt(base));

function place(): void {
  if (!document.querySelector("ischia-chat")) document.body.append(document.createElement("ischia-chat"));
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", place);
else place();
