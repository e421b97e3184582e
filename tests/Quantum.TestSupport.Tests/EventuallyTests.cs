namespace Quantum.TestSupport.Tests;

public sealed class EventuallyTests
{
    [Fact]
    public async Task Condition_that_becomes_true_is_waited_for()
    {
        var asked = 0;

        await Eventually.BecomesTrueAsync(() => ++asked == 3, TimeSpan.FromSeconds(30), CancellationToken.None);

        asked.Should().Be(3);
    }

    [Fact]
    public async Task Passed_deadline_quotes_the_condition()
    {
        var ready = false;

        var wait = () => Eventually.BecomesTrueAsync(() => ready, TimeSpan.FromMilliseconds(1), CancellationToken.None);

        await wait.Should().ThrowAsync<TimeoutException>().WithMessage("*() => ready");
    }
}
