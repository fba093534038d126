import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCallClock } from '../../src/soap/stream/call-clock.ts';

describe('the clock of a call', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('counts only the time in which it goes', () => {
    const clock = createCallClock();
    const onTime = vi.fn();
    clock.after(100, onTime);
    vi.advanceTimersByTime(60);
    clock.stop();
    vi.advanceTimersByTime(1000);
    clock.go();
    vi.advanceTimersByTime(39);
    expect(onTime).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onTime).toHaveBeenCalledOnce();
  });

  it('starts what is asked of it while it stands when it goes on', () => {
    const clock = createCallClock();
    const onTime = vi.fn();
    clock.stop();
    clock.after(100, onTime);
    vi.advanceTimersByTime(1000);
    clock.go();
    clock.go();
    vi.advanceTimersByTime(100);
    expect(onTime).toHaveBeenCalledOnce();
  });

  it('forgets what it is told to forget', () => {
    const clock = createCallClock();
    const onTime = vi.fn();
    clock.after(100, onTime)();
    clock.stop();
    clock.go();
    vi.advanceTimersByTime(1000);
    expect(onTime).not.toHaveBeenCalled();
  });
});
