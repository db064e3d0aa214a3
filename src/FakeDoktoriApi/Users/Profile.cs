namespace FakeDoktoriApi.Users;

internal sealed record Profile(
    string Nickname, string? ProfileImagePath, string? ProfileImageKey, bool ProfileCompleted, bool OnboardingCompleted, string? LeaderIntro, string? MemberIntro);
