import type { Target } from '../../src/protocol/models/frame';

/** A number or name was followed; bubbles through shadow roots to the panel, which sends the intent. */
export class OpenEvent extends Event {
  static readonly type = 'ii-open';

  constructor(readonly to: Target, readonly beside: boolean) {
    super(OpenEvent.type, { bubbles: true, composed: true });
  }
}

/** Enter on a button is a click by itself, but not together with Ctrl or Cmd. */
export function openByKey(from: KeyboardEvent, target: Target): void {
  if (from.key !== 'Enter' || !(from.ctrlKey || from.metaKey)) return;
  from.preventDefault();
  open(from, target);
}

/** Sends `OpenEvent` from where the user clicked; Ctrl or Cmd opens beside. */
export function open(from: Event, target: Target): void {
  from.stopPropagation();
  const pressed = from as Partial<MouseEvent>;
  from.currentTarget?.dispatchEvent(new OpenEvent(target, pressed.ctrlKey === true || pressed.metaKey === true));
}
