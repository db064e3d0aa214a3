namespace ProxySwitch.Db.Control;

/// <summary><c>{"active":"target"}</c></summary>
internal sealed record ActiveRequest(string? Active);
