import type { Data, Tapped } from "./contract";

/** What labels of a message stand for, tapped together; undefined when their words have to tell. */
export function meant(data: Data | undefined, labels: string[]): Tapped | undefined {
  if (!data || !("asks" in data) || !data.answers) return undefined;
  const meanings = labels.map((label) => data.answers?.[label]);
  if (!meanings.length || meanings.includes(undefined)) return undefined;
  return { asks: data.asks, findings: Object.assign({}, ...meanings) };
}
