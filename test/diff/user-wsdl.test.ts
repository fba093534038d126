import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '../../src/diff/change.ts';
import { type DiffRuleId, impactOf } from '../../src/diff/rules/rules.ts';
import { runCommand } from '../cli/in-process.ts';

const wsdl = '../shared/wsdl/Services86/User.wsdl';

/** Edits of the WSDL, and what each of them means to callers, as rule and message. */
const edits: readonly { name: string; from: string | RegExp; to: string; told: readonly string[] }[] = [
  {
    name: 'a member is required',
    from: within('User', '<xs:element )minOccurs="0" (name="Rank"'),
    to: '$1$2',
    told: [
      'request-member-now-required: `user.rank` is now required',
      'response-member-now-required: `response.rank` is now always there',
    ],
  },
  {
    name: 'a member is gone',
    from: within('User', ')<xs:element minOccurs="0" name="Tooltip"[^>]*>('),
    to: '$1$2',
    told: ['request-member-removed: `user.tooltip` is gone', 'response-member-removed: `response.tooltip` is gone'],
  },
  {
    name: 'a member is new',
    from: within('User', '<xs:element minOccurs="0" name="EjUserId" type="xs:int" />)('),
    to: '$1<xs:element minOccurs="0" name="Nickname" nillable="true" type="xs:string" />$2',
    told: [
      'request-member-added: `user.nickname` is new and optional',
      'response-member-added: `response.nickname` is new',
    ],
  },
  {
    name: 'a number becomes larger than JSON numbers are, and so text',
    from: within('User', 'name="AssociateId" type="xs:)int("'),
    to: '$1long$2',
    told: [
      'request-type-narrowed: `user.associateId` is now a string, before an integer',
      'response-type-widened: `response.associateId` is now a string, before an integer',
    ],
  },
  {
    name: 'an enumeration has another value',
    from: '<xs:enumeration value="InternalAssociate" />',
    to: '$&<xs:enumeration value="RobotAssociate" />',
    told: [
      'response-value-widened: `response.type` may now be "RobotAssociate"',
      'request-value-widened: `userType` may now be "RobotAssociate"',
    ],
  },
  {
    name: 'a value of an enumeration is gone',
    from: '<xs:enumeration value="OkCancel" />',
    to: '',
    told: [
      'request-value-narrowed: `user.postSaveCommands[].actions` can no longer be "OkCancel"',
      'response-value-narrowed: `response.postSaveCommands[].actions` can no longer be "OkCancel"',
    ],
  },
  {
    name: 'a member may not be null',
    from: '<xs:element minOccurs="0" name="Comment" nillable="true" type="xs:string" />',
    to: '<xs:element minOccurs="0" name="Comment" type="xs:string" />',
    told: [
      'request-null-narrowed: `comment` may no longer be null',
      'request-null-narrowed: `credentials.comment` may no longer be null',
      'response-null-narrowed: `comment` may no longer be null',
      'response-null-narrowed: `response.comment` may no longer be null',
    ],
  },
  {
    name: 'an argument is required',
    from: /(<xs:element name="GetUser">\s*<xs:complexType>\s*<xs:sequence>\s*<xs:element )minOccurs="0" /,
    to: '$1',
    told: [
      'request-body-now-required: a body is now required',
      'request-member-now-required: `userId` is now required',
    ],
  },
  {
    name: 'an operation is gone',
    from: /<wsdl:operation name="SaveUser">[\s\S]*?<\/wsdl:operation>/g,
    to: '',
    told: ['route-removed: the route is gone'],
  },
  {
    name: 'an operation has another SOAP action',
    from: 'soapAction="http://www.superoffice.net/ws/crm/NetServer/Services86/User/GetUser"',
    to: 'soapAction="urn:GetUser"',
    told: ['soap-changed: the SOAP operation behind it is called otherwise'],
  },
];

describe.skipIf(!existsSync(wsdl))('edits of User.wsdl', () => {
  let folder: string;
  let text: string;
  let old: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'soapstone-diff-'));
    text = readFileSync(wsdl, 'utf8');
    old = join(folder, 'old.json');
    await runCommand(['openapi', '--wsdl', wsdl, '--out', old]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const diff = async (edited: string) => {
    const file = join(folder, 'Edited.wsdl');
    writeFileSync(file, edited);
    const { code, stdout } = await runCommand(['diff', old, file, '--json']);
    return { code, changes: JSON.parse(stdout).changes as Change[] };
  };

  test.each(edits)('$name', async ({ from, to, told }) => {
    const { code, changes } = await diff(text.replace(from, to));
    expect([...new Set(changes.map(({ rule, message }) => `${rule}: ${message}`))].sort()).toStrictEqual(
      [...told].sort(),
    );
    expect(code).toBe(told.some((line) => impactOf(line.split(':')[0] as DiffRuleId) === 'breaking') ? 1 : 0);
  });

  test('all ten at once: each is found, and they are in the order of their impact', async () => {
    const edited = edits.reduce((from, edit) => from.replace(edit.from, edit.to), text);
    const { changes } = await diff(edited);
    const found = new Set(changes.map(({ rule, message }) => `${rule}: ${message}`));
    expect(edits.flatMap(({ told }) => told).filter((line) => !found.has(line))).toStrictEqual([]);
    expect(found.size).toBe(edits.flatMap(({ told }) => told).length);
    const impacts = changes.map(({ impact }) => ['breaking', 'compatible', 'cosmetic'].indexOf(impact));
    expect(impacts).toStrictEqual([...impacts].sort());
  });
});

/** The first place in a complex type that the pattern fits; its two halves are groups. */
function within(type: string, pattern: string): RegExp {
  return new RegExp(`(<xs:complexType name="${type}">[\\s\\S]*?${pattern})`);
}
