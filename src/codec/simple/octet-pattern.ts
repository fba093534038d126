const FOUR = '([A-Za-z0-9+/]{4})';
const TWO_OCTETS = '[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=';
const ONE_OCTET = '[A-Za-z0-9+/][AQgw]==';

/** Base64 texts of at least so many octets, as a pattern without anchors for texts that are known to be base64. */
export function base64AtLeast(octets: number): string {
  const groups = Math.floor(octets / 3);
  switch (octets % 3) {
    case 0:
      return `(${FOUR}{${groups},}(${TWO_OCTETS}|${ONE_OCTET})?)`;
    case 1:
      return `(${FOUR}{${groups + 1},}(${TWO_OCTETS}|${ONE_OCTET})?|${FOUR}{${groups}}(${TWO_OCTETS}|${ONE_OCTET}))`;
    default:
      return `(${FOUR}{${groups + 1},}(${TWO_OCTETS}|${ONE_OCTET})?|${FOUR}{${groups}}${TWO_OCTETS})`;
  }
}

/** Base64 texts of at most so many octets. */
export function base64AtMost(octets: number): string {
  const groups = Math.floor(octets / 3);
  const fewer = groups === 0 ? '' : `${FOUR}{0,${groups - 1}}(${TWO_OCTETS}|${ONE_OCTET})?|`;
  switch (octets % 3) {
    case 0:
      return `(${fewer}${FOUR}{${groups}})`;
    case 1:
      return `(${fewer}${FOUR}{${groups}}(${ONE_OCTET})?)`;
    default:
      return `(${FOUR}{0,${groups}}(${TWO_OCTETS}|${ONE_OCTET})?)`;
  }
}
