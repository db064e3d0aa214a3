namespace Migration.Running;

/// <summary>Told of everything that happens in a run. Called between statements of the write window, so it must return at once: queue, do not write.</summary>
public interface IRunbookObserver
{
    void OnEvent(RunbookEvent happened);
}
