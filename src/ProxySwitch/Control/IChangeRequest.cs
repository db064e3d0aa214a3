namespace ProxySwitch.Control;

/// <summary>The body of a call that asks for a change.</summary>
internal interface IChangeRequest<TChange> where TChange : class
{
    /// <returns>The change, or what is wrong with the request.</returns>
    (TChange? Change, string? Reason) Validate();
}
