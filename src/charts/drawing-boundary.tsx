import { Component, type ReactNode } from 'react'

interface DrawingBoundaryProps {
  readonly children: ReactNode
  /** Shown when drawing fails, for example when its code cannot be loaded: the figures are there all the same. */
  readonly instead: ReactNode
}

export class DrawingBoundary extends Component<DrawingBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? this.props.instead : this.props.children
  }
}
