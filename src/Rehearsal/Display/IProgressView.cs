namespace Rehearsal.Display;

/// <summary>Shows a rehearsal's progress until it is disposed.</summary>
internal interface IProgressView : IAsyncDisposable;
