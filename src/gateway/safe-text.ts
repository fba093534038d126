const TEXT_MAX = 1000;

/**
 * Text of a backend as callers may see it: stack frames cut off, addresses and file paths masked, bounded in length.
 * Backends put all of these into the reasons of their faults.
 */
export function safeText(text: string): string {
  const lines = text.slice(0, 4 * TEXT_MAX).split(/\r\n|\r|\n/);
  const firstFrame = lines.findIndex((line) => /^\s{0,16}(?:at |--- End of |File ")/.test(line));
  const kept = (firstFrame < 0 ? lines : lines.slice(0, firstFrame)).join('\n');
  return kept
    .split(/\s(?=at [A-Za-z_][\w.<>`]{1,200}\()/, 1)
    .join('')
    .replaceAll(/\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s"'<>]+/gi, '(address)')
    .replaceAll(/\b[A-Za-z]:\\[^\s"'<>|]+/g, '(path)')
    .replaceAll(/\\\\[\w.-]+\\[^\s"'<>|]+/g, '(path)')
    .replaceAll(/(^|[\s"'(])\/(?:[\w.-]+\/)+[\w.-]+/g, '$1(path)')
    .replaceAll(/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b/g, '(address)')
    .trim()
    .slice(0, TEXT_MAX);
}
