// Notes how long each frame of the page takes, while something is done in it.
window.frameTimes = {
  begin() {
    const noted = [];
    this.noted = noted;
    this.last = null;
    const frame = () => {
      if (this.noted !== noted) return;
      const now = performance.now();
      if (this.last !== null) noted.push(now - this.last);
      this.last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  },
  end() {
    const { noted } = this;
    this.noted = null;
    // The one under way may be the long one.
    if (this.last !== null) noted.push(performance.now() - this.last);
    return noted;
  },
  /** Scrolls the conversation back by so many pixels a frame, for so many milliseconds. */
  scroll(pixels, milliseconds) {
    const until = performance.now() + milliseconds;
    return new Promise((resolve) => {
      const frame = () => {
        const log = document.querySelector("[role=log]");
        if (log !== null) log.scrollTop -= pixels;
        if (performance.now() < until) requestAnimationFrame(frame);
        else resolve();
      };
      requestAnimationFrame(frame);
    });
  },
};
return null;
