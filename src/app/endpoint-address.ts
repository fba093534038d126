/**
 * Where the calls of a port go: the address in the WSDL, or the configured endpoint in its place. An endpoint that ends in
 * `/` keeps the last segment of the address, so that one setting serves many WSDLs. `''` when there is neither.
 */
export function endpointAddress(address: string | undefined, endpoint: string | undefined): string {
  if (endpoint === undefined) return address ?? '';
  return endpoint.endsWith('/') ? `${endpoint}${lastSegment(address ?? '')}` : endpoint;
}

/** Of the path, with the query where there is one: WSDLs are generated with addresses of all kinds. */
function lastSegment(address: string): string {
  const path = address.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/, '');
  const [beforeQuery = ''] = path.split('?', 1);
  return path.slice(beforeQuery.lastIndexOf('/') + 1);
}
