/** One credential as the canned backend has it; texts as in JSON, before any escaping. */
export interface Credential {
  readonly validFrom: string;
  readonly validTo: string;
  readonly comment: string | null;
  readonly secretValue: string;
  readonly publicValue: string;
  readonly isActive: boolean;
}

const COMMENTS = [
  'Mail in the office',
  'R&D <internal>',
  'Sørlandet, "post"',
  null,
  'kept by the mail client; renewed each spring',
];

/** The credential of that number: the same for every run, with markup, quotes, letters beyond ASCII and nil among them. */
export function credentialNumber(index: number): Credential {
  const month = String((index % 12) + 1).padStart(2, '0');
  return {
    validFrom: `2024-${month}-01T08:30:00`,
    validTo: `2034-${month}-28T17:00:00Z`,
    comment: COMMENTS[index % COMMENTS.length] ?? null,
    secretValue: `s3cret-${(index * 7919) % 1_000_003}`,
    publicValue: `imap.example.com/user-${index}@example.com`,
    isActive: index % 3 !== 0,
  };
}

/** Its carrier as WCF writes it, with the two members of the base type nil. */
export function credentialXml({ validFrom, validTo, comment, secretValue, publicValue, isActive }: Credential): string {
  const commentXml = comment === null ? '<Comment i:nil="true"/>' : `<Comment>${escapeXml(comment)}</Comment>`;
  return (
    `<UntrustedCredentials><TableRight i:nil="true"/><FieldProperties i:nil="true"/><ValidFrom>${validFrom}</ValidFrom>` +
    `<ValidTo>${validTo}</ValidTo>${commentXml}<SecretValue>${escapeXml(secretValue)}</SecretValue>` +
    `<PublicValue>${escapeXml(publicValue)}</PublicValue><IsActive>${isActive}</IsActive></UntrustedCredentials>`
  );
}

/** The JSON that a caller gets for it: `secretValue` stays inside the gateway. */
export function credentialJson(credential: Credential): object {
  const { secretValue: _, ...visible } = credential;
  return { tableRight: null, fieldProperties: null, ...visible };
}

/** Text as it stands in XML. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
