/** Keeps at least so many values of those asked for last, and at most twice as many: what nobody asks for while as many others come goes. */
export class RecentlyAsked<Value extends object> {
  private young = new Map<number, Value>();
  private old = new Map<number, Value>();

  constructor(private readonly most: number) {}

  get(key: number): Value | undefined {
    const value = this.young.get(key);
    if (value) return value;
    const earlier = this.old.get(key);
    if (earlier) this.set(key, earlier);
    return earlier;
  }

  set(key: number, value: Value): void {
    if (this.young.size >= this.most) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }
}
