const DURATION = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/;
const DURATION_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads `500ms`, `30s`, `1.5m`, `6h`, `1d` as milliseconds; undefined when the text is not a duration with its unit. */
export function parseDuration(text: string): number | undefined {
  return parseQuantity(text, DURATION, DURATION_MS);
}

const SIZE = /^(\d{1,9}(?:\.\d{1,3})?)(B|KB|MB|GB|KiB|MiB|GiB)$/;
const SIZE_BYTES: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1000,
  MB: 1000 ** 2,
  GB: 1000 ** 3,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

/** Reads `64KB`, `1MiB`, `512B` as bytes; undefined when the text is not a size with its unit. */
export function parseSize(text: string): number | undefined {
  return parseQuantity(text, SIZE, SIZE_BYTES);
}

function parseQuantity(text: string, form: RegExp, units: Readonly<Record<string, number>>): number | undefined {
  const match = form.exec(text.trim());
  const factor = units[match?.[2] ?? ''];
  return factor === undefined ? undefined : Math.round(Number(match?.[1]) * factor);
}
