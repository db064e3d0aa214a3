namespace Rehearsal.CommandLine;

/// <summary>The time to live of the lab's DNS record: real, but as short as a profile is.</summary>
public static class ProfileTtl
{
    /// <summary>Before the switch lowers it; a whole number of seconds.</summary>
    public static TimeSpan DnsTtl(this Profile profile) => TimeSpan.FromSeconds(profile switch
    {
        Profile.Quick => 3,
        Profile.Standard => 10,
        _ => 60,
    });

    /// <summary>While the record is switched.</summary>
    public static TimeSpan LowDnsTtl(this Profile profile) => TimeSpan.FromSeconds(profile switch
    {
        Profile.Quick => 1,
        Profile.Standard => 2,
        _ => 5,
    });
}
