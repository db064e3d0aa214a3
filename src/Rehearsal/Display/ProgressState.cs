namespace Rehearsal.Display;

internal enum ProgressState
{
    Waiting,
    Running,
    Succeeded,
    Failed,
}
