import type { z } from 'zod';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearMatch } from '../diagnostics/near-match.ts';
import { renderSettingPath, type SettingLocations, type SettingPath } from './document.ts';
import { KNOWN_SETTINGS } from './schema-atoms.ts';

/** What the schema found, as located diagnostics, in the order of the file. */
export function schemaDiagnostics(
  issues: readonly z.core.$ZodIssue[],
  locations: SettingLocations,
): readonly Diagnostic[] {
  return issues
    .flatMap((issue) => explain(issue, [], locations))
    .sort((a, b) => a.location.line - b.location.line || a.location.column - b.location.column);
}

function explain(issue: z.core.$ZodIssue, prefix: SettingPath, locations: SettingLocations): readonly Diagnostic[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.startsWith(KNOWN_SETTINGS) ? issue.message.slice(KNOWN_SETTINGS.length).split(' ') : [];
    return issue.keys.map((key) => unknownSetting([...path, key], known, locations));
  }
  if (issue.code === 'invalid_union') {
    const branch = meantBranch(issue.errors);
    if (branch !== undefined) return branch.flatMap((inner) => explain(inner, path, locations));
  }
  // A complaint about a name (of a backend, of an HTTP header) says what is wrong with it one level down.
  const reason = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  const name = path.length === 0 ? 'the file' : renderSettingPath(path);
  return [
    {
      level: 'error',
      rule: 'config/invalid-value',
      message: `${name}: ${lowerFirst(reason)}`,
      location: issue.code === 'invalid_key' ? locations.ofKey(path) : locations.ofValue(path),
    },
  ];
}

/** Of the forms a value may have, the one it was meant to have: the only one of its own type. */
function meantBranch(errors: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const ofItsType = errors.filter(
    (branch) =>
      !branch.some(({ path, code }) => path.length === 0 && (code === 'invalid_type' || code === 'invalid_value')),
  );
  return ofItsType.length === 1 ? ofItsType[0] : undefined;
}

function unknownSetting(path: SettingPath, known: readonly string[], locations: SettingLocations): Diagnostic {
  const near = nearMatch(String(path.at(-1)), known);
  return {
    level: 'error',
    rule: 'config/unknown-setting',
    message: `there is no setting ${renderSettingPath(path)}`,
    location: locations.ofKey(path),
    remedy: near === undefined ? `settings here: ${known.join(', ')}` : `did you mean "${near}"?`,
  };
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
