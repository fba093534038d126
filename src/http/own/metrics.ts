import type { Metrics } from '../../observability/instruments.ts';
import type { OwnRoute } from '../own-route.ts';

/** `GET /metrics` in the Prometheus text format. */
export function metricsRoute(metrics: Metrics): OwnRoute {
  return {
    path: '/metrics',
    answer: async () => {
      const { contentType, text } = await metrics.render();
      return { status: 200, headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' }, body: text };
    },
  };
}
