import type { Health } from '../../observability/health.ts';
import type { OwnRoute } from '../own-route.ts';

const HEADERS = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };

/** The two probes: alive as long as it answers; ready from the end of the start to the beginning of the stop. */
export function healthRoutes(health: Health): readonly OwnRoute[] {
  return [
    { path: '/health/live', answer: () => ({ status: 200, headers: HEADERS, body: '{"status":"live"}' }) },
    {
      path: '/health/ready',
      answer: () => ({
        status: health.state === 'ready' ? 200 : 503,
        headers: health.state === 'ready' ? HEADERS : { ...HEADERS, 'Retry-After': '1' },
        body: JSON.stringify({ status: health.state }),
      }),
    },
  ];
}
