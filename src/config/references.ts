import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { renderSettingPath, type SettingLocations, type SettingPath } from './document.ts';
import { isSecretName } from './secret-name.ts';

/** What resolving references leaves behind. */
export interface ResolvedReferences {
  /** The settings with each reference replaced. */
  readonly value: unknown;
  /** Texts that must never be shown: the values of settings with the name of a secret. */
  readonly secrets: readonly string[];
  /** Settings whose text came from outside, in {@link renderSettingPath} form: it may stand for a number or a boolean. */
  readonly referenced: ReadonlySet<string>;
}

/**
 * Replaces `${NAME}` by the environment and `file:PATH` by the file's text (its last line break left out). `$${NAME}` stands
 * for `${NAME}`. What is missing is reported with its line; a secret in clear is a warning.
 * @param settings - as the file has them, aliases followed: what an alias repeats is judged by where it is repeated
 * @param file - the configuration file; referenced paths are relative to its folder
 */
export function resolveReferences(
  settings: unknown,
  file: string,
  env: Readonly<Record<string, string | undefined>>,
  locations: SettingLocations,
  sink: DiagnosticSink,
): ResolvedReferences {
  const secrets = new Set<string>();
  const referenced = new Set<string>();

  const resolveText = (text: string, path: SettingPath): string => {
    if (text.startsWith('file:')) return readReference(text.slice('file:'.length), path);
    return text.replaceAll(/\$(\$?)\{([^}]*)\}/g, (whole, dollar: string, name: string) => {
      if (dollar !== '') return whole.slice(1);
      const value = Object.hasOwn(env, name) ? env[name] : undefined;
      if (value !== undefined) return value;
      sink.report({
        level: 'error',
        rule: 'config/environment-variable',
        message: `${renderSettingPath(path)} refers to the environment variable "${name}", which is not set`,
        location: locations.ofValue(path),
        remedy: `set ${name}, or write $\${${name}} where the text itself is meant`,
      });
      return '';
    });
  };

  const readReference = (reference: string, path: SettingPath): string => {
    try {
      return readFileSync(resolve(dirname(file), reference), 'utf8').replace(/\r?\n$/, '');
    } catch (error) {
      sink.report({
        level: 'error',
        rule: 'config/file-reference',
        message: `${renderSettingPath(path)} refers to the file "${reference}", which cannot be read (${errorCode(error)})`,
        location: locations.ofValue(path),
        remedy: 'the path is relative to the configuration file',
      });
      return '';
    }
  };

  const resolveSetting = (written: string, path: SettingPath): string => {
    const resolved = resolveText(written, path);
    if (resolved !== written) referenced.add(renderSettingPath(path));
    if (resolved === '' || !holdsSecret(path)) return resolved;
    secrets.add(resolved);
    if (resolved !== written) return resolved;
    sink.report({
      level: 'warning',
      rule: 'config/secret-in-clear',
      message: `${renderSettingPath(path)} holds a secret in clear`,
      location: locations.ofValue(path),
      remedy: 'move it to an environment variable or to a mounted file (file:PATH)',
    });
    return resolved;
  };

  const resolveAll = (value: unknown, path: SettingPath): unknown => {
    if (typeof value === 'string') return resolveSetting(value, path);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item, index) => resolveAll(item, [...path, index]));
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolveAll(inner, [...path, name])]));
  };

  const value = resolveAll(settings, []);
  return { value, secrets: [...secrets], referenced };
}

/** A secret is named by its setting or by one around it (`headers.Credentials.Ticket`, `password`); `from` names a header. */
function holdsSecret(path: SettingPath): boolean {
  return path.at(-1) !== 'from' && path.some((step) => typeof step === 'string' && isSecretName(step));
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
