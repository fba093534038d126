import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { z } from 'zod';
import { collectDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { readSettings, renderSettingPath } from './document.ts';
import { applyEnvironment } from './environment.ts';
import type { GatewayConfig } from './gateway-config.ts';
import { resolveReferences } from './references.ts';
import { configSchema } from './schema.ts';
import { schemaDiagnostics } from './schema-diagnostics.ts';
import { toGatewayConfig } from './to-gateway-config.ts';

/** What became of a configuration file. */
export interface LoadedConfig {
  /** Absent when there is an error. */
  readonly config?: GatewayConfig;
  /** Everything that is wrong, at once, in the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
  /** Texts of the configuration that must never be shown. */
  readonly secrets: readonly string[];
}

/** Process environment, or a part of it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads, resolves and checks a configuration file. @param path - also how diagnostics name the file */
export async function loadConfig(path: string, env: Environment): Promise<LoadedConfig> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const location = { file: path, line: 1, column: 1 };
    const message = `the configuration file cannot be read (${reason})`;
    return { diagnostics: [{ level: 'error', rule: 'config/unreadable', message, location }], secrets: [] };
  }
  return readConfig(text, path, env);
}

/** {@link loadConfig} over the text of a file. @param path - the file that paths in it are relative to */
export function readConfig(text: string, path: string, env: Environment): LoadedConfig {
  const sink = collectDiagnostics();
  const { settings, locations } = readSettings(text, path, sink);
  if (sink.hasErrors) return { diagnostics: sink.diagnostics, secrets: [] };

  const { value, secrets, referenced } = resolveReferences(settings ?? {}, resolve(path), env, locations, sink);
  const result = parseWithReferences(value, referenced);
  if (!result.success) {
    for (const diagnostic of schemaDiagnostics(result.error.issues, locations)) sink.report(diagnostic);
  }
  const diagnostics = sink.diagnostics.toSorted(inFileOrder);
  if (!result.success || sink.hasErrors) return { diagnostics, secrets };
  const config = applyEnvironment(toGatewayConfig(result.data, resolve(path), locations), env);
  return { config, diagnostics, secrets: [...secrets, ...basicCredentials(config)] };
}

/** Passwords as they are sent (RFC 7617 §2), which a backend may repeat: nobody needs a key to read base64. */
function basicCredentials({ backends }: GatewayConfig): readonly string[] {
  return backends.flatMap(({ security }) => {
    if (security.kind !== 'basic') return [];
    return [Buffer.from(`${security.userName}:${security.password}`).toString('base64')];
  });
}

/**
 * Checks the settings. Text from the environment or a file stands for a number or a boolean where the schema wants one;
 * text written in the file does not.
 */
function parseWithReferences(
  value: unknown,
  referenced: ReadonlySet<string>,
): z.ZodSafeParseResult<z.output<typeof configSchema>> {
  const first = configSchema.safeParse(value);
  if (first.success || referenced.size === 0) return first;
  const mistyped = first.error.issues
    .flatMap(inAllForms)
    .filter(({ code, path }) => code === 'invalid_type' && referenced.has(renderSettingPath(path)));
  for (const { path } of mistyped) retype(value, path);
  return mistyped.length === 0 ? first : configSchema.safeParse(value);
}

/** Issues of each form that a value may have, with their whole paths; forms may have forms of their own. */
function inAllForms(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const ofForms = issue.errors.flat().flatMap(inAllForms);
  return ofForms.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function retype(root: unknown, path: readonly PropertyKey[]): void {
  let parent = root;
  for (const step of path.slice(0, -1)) parent = (parent as Record<PropertyKey, unknown>)[step];
  const last = path.at(-1) ?? '';
  const members = parent as Record<PropertyKey, unknown>;
  const text = members[last];
  if (text === 'true' || text === 'false') members[last] = text === 'true';
  else if (typeof text === 'string' && /^-?\d{1,15}(?:\.\d{1,9})?$/.test(text)) members[last] = Number(text);
}

function inFileOrder(a: Diagnostic, b: Diagnostic): number {
  return a.location.line - b.location.line || a.location.column - b.location.column;
}
