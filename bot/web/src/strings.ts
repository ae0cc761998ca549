import { en } from "./strings.en";

export type Strings = typeof en;

const LANGUAGES: Record<string, Strings> = { en };

/** The strings of a language tag such as "en-GB"; English when there are none. */
export function stringsFor(language: string): Strings {
  return LANGUAGES[language.slice(0, 2).toLowerCase()] ?? en;
}
