namespace FakeDoktoriApi.Meetings;

internal sealed record CreatedMeeting(long MeetingId);
