/**
 * Ends this process as Ctrl-C would, when the one that started it has ended, however that ended: it holds the other end of our standard
 * input. For a command that the service has started and that must not outlive it.
 */
export function endWithParent(): void {
  process.stdin.once('end', () => process.kill(process.pid, 'SIGTERM')).resume()
  // To listen is no reason to stay when the work is done. A pipe is a socket to Node; a file or a terminal is not.
  if ('unref' in process.stdin) process.stdin.unref()
}
