namespace FakeDoktoriApi.Pool;

/// <summary>The pool at one moment, counted under its lock, so that the numbers agree with each other.</summary>
internal readonly record struct PoolSnapshot(int Total, int Active, int Idle, int Pending);
