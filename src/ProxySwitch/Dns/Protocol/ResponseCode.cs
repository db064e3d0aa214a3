namespace ProxySwitch.Dns.Protocol;

/// <summary>IANA's numbers.</summary>
internal enum ResponseCode
{
    NoError = 0,
    FormErr = 1,
    NXDomain = 3,
    NotImp = 4,
    Refused = 5,

    /// <summary>Does not fit the header's four bits: the rest is in the OPT record.</summary>
    BadVers = 16,
}
