/**
 * The ordinary gateway, as one is written in an afternoon: express 5, `soap`'s client as it is, helmet, prom-client.
 *   node ordinary.js BACKEND_PORT WSDL
 */
import type { AddressInfo } from 'node:net';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { collectDefaultMetrics, Histogram, register } from 'prom-client';
import { createClientAsync } from 'soap';

const [backendPort, wsdl = ''] = process.argv.slice(2);
const client = await createClientAsync(wsdl, {}, `http://127.0.0.1:${backendPort}/Remote/Services86/User.svc`);
const namespace = 'http://www.superoffice.net/ws/crm/NetServer/Services86';
client.addSoapHeader({ ApplicationToken: 'bench-token' }, '', 'tns', namespace);
client.addSoapHeader({ Credentials: { Ticket: '7T:bench' } }, '', 'tns', namespace);

collectDefaultMetrics();
const duration = new Histogram({
  name: 'http_server_request_duration_seconds',
  help: 'Duration of requests.',
  labelNames: ['method', 'route', 'status'],
});

const app = express();
app.use(helmet());
app.use((request: Request, response: Response, next: NextFunction) => {
  const end = duration.startTimer();
  response.on('finish', () => end({ method: request.method, route: request.route?.path, status: response.statusCode }));
  next();
});
app.use(express.json());

app.post('/users/me/credentials/:type', async (request: Request, response: Response) => {
  const { validFrom, validTo, comment, secretValue, publicValue, isActive } = request.body;
  await client.SaveUntrustedCredentialsAsync({
    Type: request.params.type,
    Credentials: {
      ValidFrom: validFrom,
      ValidTo: validTo,
      Comment: comment,
      SecretValue: secretValue,
      PublicValue: publicValue,
      IsActive: isActive,
    },
  });
  response.status(204).end();
});

app.get('/users/me/credentials/:type', async (request: Request, response: Response) => {
  const [result] = await client.GetUntrustedCredentialsAsync({ Type: request.params.type });
  const carriers = [result.Response?.UntrustedCredentials ?? []].flat() as Record<string, unknown>[];
  response.set('Cache-Control', 'no-store').json(
    carriers.map((carrier) => ({
      tableRight: carrier.TableRight ?? null,
      fieldProperties: carrier.FieldProperties ?? null,
      validFrom: carrier.ValidFrom,
      validTo: carrier.ValidTo,
      comment: carrier.Comment ?? null,
      publicValue: carrier.PublicValue,
      isActive: carrier.IsActive,
    })),
  );
});

app.get('/metrics', async (_request: Request, response: Response) => {
  response.type(register.contentType).send(await register.metrics());
});

const server = app.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.on('SIGTERM', () => process.exit(0));
