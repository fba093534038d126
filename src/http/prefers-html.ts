/** True for browsers: they name `text/html` first of all, programs take anything or JSON (RFC 9110 §12.5.1). */
export function prefersHtml(accept: string | undefined): boolean {
  if (accept === undefined) return false;
  const position = (type: string) => accept.toLowerCase().indexOf(type);
  const html = position('text/html');
  const json = position('application/json');
  return html >= 0 && (json < 0 || html < json);
}
