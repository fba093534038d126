import { describe, expect, it } from 'vitest';
import { compilePublicReason } from '../../src/soap/fault-reason.ts';

const publicReason = compilePublicReason('https://crm.internal.example:8443/Services86/User.svc');

describe('fault reason', () => {
  it.each([
    ['words', 'The user is locked.', 'The user is locked.'],
    [
      'a frame of .NET',
      'Null reference.\r\n   at Crm.User.Save(Int32 id) in C:\\src\\User.cs:line 3',
      'Null reference.',
    ],
    ['a frame in the line', 'Null reference. at Crm.User.Save(Int32 id)', 'Null reference.'],
    [
      'a frame of Java',
      'java.lang.IllegalStateException: no\n\tat com.acme.Save.run(Save.java:3)',
      'java.lang.IllegalStateException: no',
    ],
    ['a frame of PHP', 'Failed\n#0 /var/www/a.php(3): save()', 'Failed'],
    ['a trace of Python', 'Failed\nTraceback (most recent call last):\n  File "a.py"', 'Failed'],
    [
      'an inner exception',
      'Cannot process. ---> Null reference\n   --- End of inner exception stack trace ---',
      'Cannot process. ---> Null reference',
    ],
    ['a path of Windows', "Could not find file 'C:\\inetpub\\a b.xml'.", "Could not find file '… b.xml'."],
    ['a share', 'No \\\\files01\\share\\a.txt here', 'No … here'],
    ['a path of Unix', 'open(/var/lib/crm/a.db) failed', 'open(… failed'],
    [
      'the address of the backend',
      "The message with To 'https://CRM.internal.example:8443/Services86/User.svc' cannot be processed",
      "The message with To '…' cannot be processed",
    ],
    ['its host alone', 'crm.internal.example is busy', '… is busy'],
    ['a host that only ends alike', 'notcrm.internal.example is busy', 'notcrm.internal.example is busy'],
    ['an IP address', 'no route to 10.0.0.7:1433', 'no route to …'],
    [
      'a namespace',
      "The element 'Id' in namespace 'http://tempuri.org/' is invalid",
      "The element 'Id' in namespace 'http://tempuri.org/' is invalid",
    ],
    ['a meeting at a place', 'The meeting at Main.Room is full (2)', 'The meeting at Main.Room is full (2)'],
    ['a fraction', 'and/or 1/2, ratio a:/b', 'and/or 1/2, ratio …'],
  ])('fault reason: %s', (_name, reason, expected) => {
    expect(publicReason(reason)).toBe(expected);
  });

  it('fault reason: is cut to 2,000 characters before anything else looks at it', () => {
    expect(publicReason(' at a.'.repeat(1_000_000))).toHaveLength(2_000);
  });

  it('fault reason: a backend without an address has none to hide', () => {
    expect(compilePublicReason('')('crm.internal.example')).toBe('crm.internal.example');
  });
});
