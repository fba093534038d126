import type { OwnRoute } from '../own-route.ts';

/** What the first page says. */
export interface Landing {
  readonly version: string;
  readonly services: number;
  readonly operations: number;
  readonly links: Readonly<Record<string, string>>;
}

/** `GET /`: what is served and where to go, for programs. */
export function landingRoute(landing: Landing): OwnRoute {
  const body = JSON.stringify({ name: 'soapstone', ...landing }, undefined, 2);
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' };
  return { path: '/', answer: () => ({ status: 200, headers, body }) };
}
