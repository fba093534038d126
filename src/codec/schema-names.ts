/** A component name from a type's or an element's name: letters and digits, beginning with a capital. */
export function pascalCase(name: string): string {
  const words = name
    .replace(/^\{.*\}/, '')
    .split(/[^\p{L}\p{N}_]+/u)
    .filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
