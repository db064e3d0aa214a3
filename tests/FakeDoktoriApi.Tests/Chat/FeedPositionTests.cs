using FakeDoktoriApi.Chat;
using Microsoft.Extensions.Time.Testing;

namespace FakeDoktoriApi.Tests.Chat;

public sealed class FeedPositionTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FeedPosition _position;

    public FeedPositionTests()
    {
        _position = new(_time);
        _position.Start([10, 9, 7]);
    }

    [Fact]
    public void WhatWasThereAtTheStart_IsNotNew_WhatIsMissingMayBecomeSo()
    {
        Assert.Equal([8L], _position.Holes);
        Assert.False(_position.Take(10));
        Assert.False(_position.Take(7));
        Assert.False(_position.Take(3));
        Assert.True(_position.Take(8));
        Assert.False(_position.Take(8));
    }

    [Fact]
    public void IdThatAppearsLate_IsTakenOnce()
    {
        Assert.True(_position.Take(13));
        Assert.Equal([8L, 11L, 12L], _position.Holes);
        Assert.True(_position.Take(11));
        Assert.False(_position.Take(11));
        Assert.False(_position.Take(13));
        Assert.Equal(13, _position.Highest);
    }

    [Fact]
    public void Hole_IsForgotten_OnceNoInsertCanFillItAnyMore()
    {
        _position.Take(13);
        _time.Advance(FeedPosition.HoleLife);
        _position.ForgetOldHoles();
        Assert.Equal([8L, 11L, 12L], _position.Holes);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        _position.ForgetOldHoles();

        Assert.Empty(_position.Holes);
        Assert.False(_position.Take(12));
    }

    [Fact]
    public void Jump_CostsABoundedNumberOfHoles_TheNewestOnes()
    {
        Assert.True(_position.Take(long.MaxValue));

        Assert.Equal(FeedPosition.MostHoles, _position.Holes.Count);
        Assert.Equal(long.MaxValue - 1, _position.Holes.Max());
    }

    [Fact]
    public void EmptyTable_StartsAtZero()
    {
        var position = new FeedPosition(_time);
        position.Start([]);

        Assert.True(position.Take(1));
        Assert.Empty(position.Holes);
    }
}
