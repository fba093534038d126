import type { Rule } from './rule.ts';

/** What can be wrong with a configuration file. */
export const configRules: readonly Rule[] = [
  {
    id: 'config/unreadable',
    title: 'The configuration file cannot be read',
    remedy: 'Check the path after --config and the permissions of the file.',
  },
  {
    id: 'config/yaml',
    title: 'The configuration file is not YAML',
    remedy: 'Correct the syntax at the place named; indent with spaces.',
  },
  {
    id: 'config/unknown-setting',
    title: 'A setting that does not exist',
    remedy: 'Correct the name, or take the line out.',
  },
  {
    id: 'config/invalid-value',
    title: 'A value that its setting cannot take',
    remedy: 'Give a value of the kind that the message names; durations and sizes carry units.',
  },
  {
    id: 'config/environment-variable',
    title: 'An environment variable that is not set',
    remedy: 'Set the variable, or double the dollar sign where the text itself is meant.',
  },
  {
    id: 'config/file-reference',
    title: 'A referenced file that cannot be read',
    remedy: 'Check the path, which is relative to the configuration file, and the permissions of the file.',
  },
  {
    id: 'config/secret-in-clear',
    title: 'A secret in clear in the configuration file',
    remedy: 'Move it to an environment variable or to a mounted file (file:PATH).',
  },
  {
    id: 'config/header-block',
    title: 'A configured header block that no operation takes, or that breaks its schema',
    remedy: 'Compare the name and members with the header blocks that `soapstone inspect` lists.',
  },
  {
    id: 'config/unknown-profile',
    title: 'A profile that does not exist',
    remedy: 'Correct the name, or leave it out: the profile is then found by the namespace of the WSDL.',
  },
];
