import { timingSafeEqual } from 'node:crypto';

/** A user of the simulator, called an associate as NetServer does. */
export interface Associate {
  readonly id: number;
  readonly userName: string;
  readonly password: string;
  readonly fullName: string;
  /** May read and change what belongs to other associates. */
  readonly administrator: boolean;
}

/** Who is there when nobody else is given: an administrator and two who are not. */
export const demoAssociates: readonly Associate[] = [
  { id: 7, userName: 'demo', password: 'demo', fullName: 'Dana Demo', administrator: true },
  { id: 8, userName: 'anna', password: 'anna', fullName: 'Anna Berg', administrator: false },
  { id: 9, userName: 'tore', password: 'tore', fullName: 'Tore Lund', administrator: false },
];

/** The associate with that name (case does not matter) and password. */
export function findByPassword(
  associates: readonly Associate[],
  userName: string,
  password: string,
): Associate | undefined {
  const named = associates.find((each) => each.userName.toLowerCase() === userName.toLowerCase());
  return named !== undefined && sameText(named.password, password) ? named : undefined;
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
