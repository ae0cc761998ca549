import { sayable } from "./text";

/** Reading aloud with the voice of the device; nothing leaves it. */
export const speech = {
  possible: "speechSynthesis" in window,

  say(texts: string[], language: string): void {
    for (const text of texts) {
      const words = new SpeechSynthesisUtterance(sayable(text));
      words.lang = language;
      speechSynthesis.speak(words);
    }
  },

  stop(): void {
    if (this.possible) speechSynthesis.cancel();
  },
};
