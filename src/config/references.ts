import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Document, isMap, isPair, isScalar, isSeq, type Scalar, visit } from 'yaml';
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { renderSettingPath, type SettingLocations, type SettingPath } from './document.ts';
import { isSecretName } from './secret-name.ts';

/** What resolving references leaves behind. */
export interface ResolvedReferences {
  /** Texts that must never be shown: the values of settings with the name of a secret. */
  readonly secrets: readonly string[];
  /** Settings whose text came from outside, in {@link renderSettingPath} form: it may stand for a number or a boolean. */
  readonly referenced: ReadonlySet<string>;
}

/**
 * Replaces `${NAME}` by the environment and `file:PATH` by the file's text (its last line break left out), in place.
 * `$${NAME}` stands for `${NAME}`. What is missing is reported with its line; a secret in clear is a warning.
 * @param file - the configuration file; referenced paths are relative to its folder
 */
export function resolveReferences(
  document: Document,
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

  const resolveScalar = (scalar: Scalar, path: SettingPath): void => {
    if (typeof scalar.value !== 'string') return;
    const written = scalar.value;
    const resolved = resolveText(written, path);
    scalar.value = resolved;
    if (resolved !== written) referenced.add(renderSettingPath(path));
    if (resolved === '' || !holdsSecret(path)) return;
    secrets.add(resolved);
    if (resolved !== written) return;
    sink.report({
      level: 'warning',
      rule: 'config/secret-in-clear',
      message: `${renderSettingPath(path)} holds a secret in clear`,
      location: locations.ofValue(path),
      remedy: 'move it to an environment variable or to a mounted file (file:PATH)',
    });
  };

  visit(document, {
    Scalar(key, scalar, ancestors) {
      if (key !== 'key') resolveScalar(scalar, settingPath(key, ancestors));
    },
  });
  return { secrets: [...secrets], referenced };
}

/** A secret is named by its setting or by one around it (`headers.Credentials.Ticket`, `password`); `from` names a header. */
function holdsSecret(path: SettingPath): boolean {
  return path.at(-1) !== 'from' && path.some((step) => typeof step === 'string' && isSecretName(step));
}

function settingPath(key: number | 'key' | 'value' | null, ancestors: readonly unknown[]): SettingPath {
  const path: PropertyKey[] = [];
  for (const [index, ancestor] of ancestors.entries()) {
    const child = ancestors[index + 1];
    if (isPair(ancestor)) path.push(isScalar(ancestor.key) ? String(ancestor.key.value) : '?');
    else if (isSeq(ancestor)) path.push(child === undefined ? Number(key) : ancestor.items.indexOf(child));
    else if (!isMap(ancestor)) continue;
  }
  return path;
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
