namespace FakeDoktoriApi.Pool;

internal enum PoolEntryState
{
    Idle,
    InUse,

    /// <summary>Idle, but the housekeeper holds it: nobody may borrow it.</summary>
    Reserved,
    Removed,
}
