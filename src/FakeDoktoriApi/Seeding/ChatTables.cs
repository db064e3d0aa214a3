namespace FakeDoktoriApi.Seeding;

/// <summary>
/// Thirty chat rooms: 24 wait for members, 4 are talking, 2 are over and have been voted on. And the lab's own, where every seeded user is in and
/// a round is open, so that any of their tokens can talk: larger than the application would let a room become.
/// </summary>
internal static class ChatTables
{
    private static readonly string[] _topics = ["결말은 해피엔딩인가", "주인공의 선택은 옳았나", "다시 읽을 가치가 있나", "원작과 영화 중 무엇이 나은가", "작가는 무엇을 말하려 했나"];

    public static async Task WriteAsync(SeedPlan plan, SeedWriter writer)
    {
        await writer.TableAsync("chatting_rooms", "id, topic, description, capacity, current_member_count, book_id, duration, status, created_at", async rows =>
        {
            for (var id = 1; id <= SeedPlan.TalkRoom; id++)
            {
                var random = Random(plan, id);
                _ = rows.Row().Number(id).Text(random.Pick(_topics)).Text("편하게 이야기해요").Number(Capacity(id)).Number(Members(id));
                _ = id % 5 == 0 ? rows.Null() : rows.Number(id);
                await rows.Number(30).Text(Status(id)).DateTime(CreatedAt(plan, id)).EndRowAsync();
            }
        });
        await writer.TableAsync("chatting_room_members", "room_id, user_id, nickname, profile_image_url, status, role, position, created_at, updated_at", async rows =>
        {
            for (var room = 1; room <= SeedPlan.TalkRoom; room++)
            {
                for (var k = 0; k < Members(room); k++)
                {
                    var user = SeedUser.Create(plan, Member(room, k));
                    await rows.Row().Number(room).Number(user.Id).Text(user.Nickname).Text(user.ImagePath).Text(Status(room) == "WAITING" ? "WAITING" : "JOINED")
                        .Text(k == 0 ? "HOST" : "PARTICIPANT").Text(k % 2 == 0 ? "AGREE" : "DISAGREE")
                        .DateTime(CreatedAt(plan, room)).DateTime(CreatedAt(plan, room)).EndRowAsync();
                }
            }
        });
        await WriteQuizzesAsync(writer);
        await WriteTalksAsync(plan, writer);
        await WriteVotesAsync(plan, writer);
    }

    private static async Task WriteQuizzesAsync(SeedWriter writer)
    {
        await writer.TableAsync("quizzes", "room_id, question, correct_choice_number", async rows =>
        {
            for (var room = 1; room <= SeedPlan.TalkRoom; room++)
            {
                await rows.Row().Number(room).Text("이 책의 배경이 되는 계절은?").Number((room % 4) + 1).EndRowAsync();
            }
        });
        await writer.TableAsync("quiz_choices", "room_id, choice_number, choice_text", async rows =>
        {
            string[] choices = ["봄", "여름", "가을", "겨울"];
            for (var n = 0; n < SeedPlan.TalkRoom * 4; n++)
            {
                await rows.Row().Number((n / 4) + 1).Number((n % 4) + 1).Text(choices[n % 4]).EndRowAsync();
            }
        });
    }

    // One round and five messages in every room that has started.
    private static async Task WriteTalksAsync(SeedPlan plan, SeedWriter writer)
    {
        await writer.TableAsync("room_rounds", "id, room_id, round_number, started_at, ended_at", async rows =>
        {
            foreach (var room in Started())
            {
                var startedAt = CreatedAt(plan, room).AddMinutes(10);
                await rows.Row().Number(room).Number(room).Number(1).DateTime(startedAt)
                    .DateTime(Status(room) == "ENDED" ? startedAt.AddMinutes(30) : null).EndRowAsync();
            }
        });
        await writer.TableAsync("messages", "room_id, round_id, sender_id, client_message_id, message_type, text_message, file_path, created_at", async rows =>
        {
            foreach (var room in Started())
            {
                for (var k = 0; k < 5; k++)
                {
                    await rows.Row().Number(room).Number(room).Number(Member(room, k % Members(room))).Text($"seed-{room}-{k}").Text("TEXT")
                        .Text($"{k + 1}번째 생각을 남깁니다.").Null().DateTime(CreatedAt(plan, room).AddMinutes(11 + k)).EndRowAsync();
                }
            }
        });
    }

    private static async Task WriteVotesAsync(SeedPlan plan, SeedWriter writer)
    {
        await writer.TableAsync("votes", "id, room_id, agree_count, disagree_count, expires_at, closed_at, created_at", async rows =>
        {
            foreach (var room in Started().Where(room => Status(room) == "ENDED"))
            {
                var at = CreatedAt(plan, room).AddMinutes(40);
                await rows.Row().Number(room).Number(room).Number(1).Number(1).DateTime(at.AddMinutes(3)).DateTime(at.AddMinutes(3)).DateTime(at).EndRowAsync();
            }
        });
        await writer.TableAsync("vote_casts", "vote_id, user_id, choice, created_at", async rows =>
        {
            foreach (var room in Started().Where(room => Status(room) == "ENDED"))
            {
                var at = CreatedAt(plan, room).AddMinutes(41);
                await rows.Row().Number(room).Number(Member(room, 0)).Text("AGREE").DateTime(at).EndRowAsync();
                await rows.Row().Number(room).Number(Member(room, 1)).Text("DISAGREE").DateTime(at).EndRowAsync();
            }
        });
    }

    private static SeedStream Random(SeedPlan plan, int room) => new(plan.Seed, SeedKind.ChatRoom, room);

    private static IEnumerable<int> Started() => [1, 2, 3, 4, 5, 6, SeedPlan.TalkRoom];

    private static string Status(int room) => room <= 2 ? "ENDED" : room <= 6 || room == SeedPlan.TalkRoom ? "CHATTING" : "WAITING";

    private static int Capacity(int room) => room == SeedPlan.TalkRoom ? SeedPlan.Users : 2 * ((room % 3) + 1);

    private static int Members(int room) => Status(room) == "WAITING" ? 1 + (room % Capacity(room) / 2) : Capacity(room);

    private static int Member(int room, int k) => (((room * 3) + (k * 37)) % SeedPlan.Users) + 1;

    // One an hour up to midnight; the lab's own before them all, so that it is not in the future either.
    private static DateTime CreatedAt(SeedPlan plan, int room) =>
        plan.Midnight.AddHours(-SeedPlan.ChatRooms + (room == SeedPlan.TalkRoom ? 0 : room));
}
