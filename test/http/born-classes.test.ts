import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import express from 'express';
import { expect, test } from 'vitest';
import { bornClasses } from '../../src/http/born-classes.ts';

test('requests and responses have the prototypes that Express would give them, from birth', () => {
  const application = express();
  const classes = bornClasses(application);
  const request = new classes.IncomingMessage(new Socket());
  const response = new classes.ServerResponse(request);
  expect(Object.getPrototypeOf(request)).toBe(application.request);
  expect(Object.getPrototypeOf(response)).toBe(application.response);
  expect([request instanceof IncomingMessage, response instanceof ServerResponse]).toEqual([true, true]);
  expect(application.request.app).toBe(application);
  expect(typeof application.response.json).toBe('function');
});
