import { expect, test } from 'vitest';
import { suggestRoutes } from '../../src/cli/init/suggest-routes.ts';
import type { JsonSchema } from '../../src/codec/json-schema.ts';
import { schemaOperation } from '../gateway/schema-operation.ts';

const ORDER: JsonSchema = { type: 'object', properties: { name: { type: 'string' } } };
const ID: JsonSchema = { type: 'integer' };
const FLAG: JsonSchema = { type: 'boolean' };

function suggested(...operations: readonly (readonly [string, Readonly<Record<string, JsonSchema>>])[]): string[] {
  const served = operations.map(([name, properties]) =>
    schemaOperation({ selector: `Orders.${name}`, input: { type: 'object', properties }, output: {} }),
  );
  const routes = suggestRoutes(served).flatMap((family) => family.routes);
  return routes.map(({ method, path, selector }) => `${method} ${path} ${selector}`);
}

test('suggested routes: a boolean identifies no resource, and stays in the query', () => {
  expect(
    suggested(
      ['GetOrder', { id: ID, full: FLAG }],
      ['SaveOrder', { order: ORDER, notify: FLAG }],
      ['DeleteOrder', { force: FLAG, id: ID }],
    ),
  ).toEqual([
    'GET /orders/{id} Orders.GetOrder',
    'POST /orders Orders.SaveOrder',
    'DELETE /orders/{id} Orders.DeleteOrder',
  ]);
});

test('suggested routes: POST is for what creates, whichever comes first', () => {
  expect(
    suggested(
      ['GetOrder', { id: ID }],
      ['SaveOrder', { order: ORDER }],
      ['CreateOrder', { order: ORDER }],
      ['DeleteOrder', { all: FLAG }],
    ),
  ).toEqual(['GET /orders/{id} Orders.GetOrder', 'POST /orders Orders.CreateOrder']);
});
