using System.Diagnostics;
using System.Net;
using Quantum.Plugins.OpenFlow;

namespace Quantum.Plugins.Tests.OpenFlow;

/// <summary>A controller that fails raises one exception, soon, from every operation of every driver.</summary>
public sealed class ControllerFailureTests : DriverTest
{
    /// <summary>What a controller that is too slow has; any other answers in time even on a busy machine.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Longer than the answer may take, much shorter than the controller takes.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(5);

    private static readonly Dictionary<string, Func<IControllerDriver, Task>> Operations = new()
    {
        ["prepare"] = driver => driver.PrepareAsync(None),
        ["create network"] = driver => driver.CreateNetworkAsync(Network, None),
        ["register network"] = driver => driver.RegisterNetworkAsync(Network, None),
        ["update network"] = driver => driver.UpdateNetworkAsync(Network, None),
        ["delete network"] = driver => driver.DeleteNetworkAsync(Network, None),
        ["attach port"] = driver => driver.AttachPortAsync(Port, Place, None),
        ["detach port"] = driver => driver.DetachPortAsync(Port, Place, None),
    };

    /// <summary>Every operation that speaks with the controller: Trema prepares nothing, Ryu does not know names.</summary>
    public static TheoryData<string, string> Calls()
    {
        var calls = new TheoryData<string, string>();
        foreach (var driver in new[] { "trema_port", "trema_portmac", "trema_mac", "ryu" })
        {
            foreach (var operation in Operations.Keys.Where(operation => operation != (driver == "ryu" ? "update network" : "prepare")))
                calls.Add(driver, operation);
        }

        return calls;
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Controller_that_fails_is_an_error(string driver, string operation)
    {
        Controller.AnswerWith(HttpStatusCode.InternalServerError);

        var failure = await FailureOf(driver, operation);

        failure.Status.Should().Be(HttpStatusCode.InternalServerError);
        failure.Message.Should().Be(
            $"An OFC exception has occurred: An operation on OFC is failed. ({Controller.Lines.Last()}: 500 Internal Server Error)");
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Controller_that_is_down_is_an_error(string driver, string operation)
    {
        await Controller.GoDownAsync();

        var failure = await FailureOf(driver, operation);

        failure.Status.Should().BeNull();
        failure.Message.Should().Match("An OFC exception has occurred: Failed to connect OFC : *refused* (* /*networks*)");
        failure.InnerException.Should().BeOfType<HttpRequestException>();
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Controller_that_does_not_answer_in_time_is_an_error(string driver, string operation)
    {
        Controller.AnswerAfter(TooLong);

        var failure = await FailureOf(driver, operation, Timeout);

        failure.Status.Should().BeNull();
        failure.Message.Should().Match("An OFC exception has occurred: Failed to connect OFC : no answer within 0.2 s (* /*networks*)");
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.Created)]
    [InlineData(HttpStatusCode.Accepted)]
    [InlineData(HttpStatusCode.NoContent)]
    public async Task Four_statuses_are_successes(HttpStatusCode status)
    {
        Controller.AnswerWith(status);
        var trema = Driver("trema");

        await trema.CreateNetworkAsync(Network, None);
        await trema.UpdateNetworkAsync(Network, None);
        await trema.DeleteNetworkAsync(Network, None);

        Controller.Lines.Should().Equal("POST /networks", $"PUT /networks/{NetworkId}", $"DELETE /networks/{NetworkId}");
    }

    [Theory]
    [InlineData(HttpStatusCode.NonAuthoritativeInformation)]
    [InlineData(HttpStatusCode.PartialContent)]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.NotImplemented)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task Other_statuses_are_errors(HttpStatusCode status)
    {
        Controller.AnswerWith(status);

        var failure = await FailureOf("trema", "create network");

        failure.Status.Should().Be(status);
        failure.Message.Should().Contain($"POST /networks: {(int)status}");
    }

    [Theory]
    [InlineData("update network", HttpStatusCode.NotFound)]
    [InlineData("update network", HttpStatusCode.Conflict)]
    [InlineData("delete network", HttpStatusCode.Conflict)]
    [InlineData("detach port", HttpStatusCode.Conflict)]
    [InlineData("attach port", HttpStatusCode.NotFound)]
    public async Task What_is_tolerated_is_tolerated_where_it_makes_sense_only(string operation, HttpStatusCode status)
    {
        Controller.AnswerWith(status);

        (await FailureOf("trema", operation)).Status.Should().Be(status);
    }

    [Fact]
    public async Task Error_says_nothing_of_the_body()
    {
        Controller.AnswerWith(HttpStatusCode.InternalServerError);

        var failure = await FailureOf("trema", "create network");

        failure.ToString().Should().NotContain("Name=web");
    }

    [Fact]
    public async Task Answer_without_end_is_not_read()
    {
        Controller.AnswerWithoutEnd();

        await Driver("trema").CreateNetworkAsync(Network, None).WaitAsync(Soon);

        Controller.Lines.Should().Equal("POST /networks");
    }

    [Fact]
    public async Task Controller_that_comes_back_is_spoken_to_again()
    {
        var trema = Driver("trema");
        await trema.CreateNetworkAsync(Network, None);
        await Controller.GoDownAsync();
        await trema.Invoking(driver => driver.CreateNetworkAsync(OtherNetwork, None)).Should().ThrowAsync<ControllerException>();
        await Controller.ComeBackAsync();

        await trema.RegisterNetworkAsync(OtherNetwork, None);

        Controller.Trema.Descriptions.Keys.Should().BeEquivalentTo(NetworkId, OtherNetworkId);
    }

    [Fact]
    public async Task Controller_that_recovers_is_spoken_to_again()
    {
        Controller.AnswerWith(HttpStatusCode.ServiceUnavailable);
        var trema = Driver("trema");
        await trema.Invoking(driver => driver.CreateNetworkAsync(Network, None)).Should().ThrowAsync<ControllerException>();
        Controller.Recover();

        await trema.RegisterNetworkAsync(Network, None);

        Controller.Trema.Descriptions.Should().ContainKey(NetworkId);
    }

    [Fact]
    public async Task Caller_who_gives_up_is_no_failure_of_the_controller()
    {
        Controller.AnswerAfter(TooLong);
        using var deadline = new CancellationTokenSource(Timeout);

        var act = () => Driver("trema").CreateNetworkAsync(Network, deadline.Token).WaitAsync(Soon);

        (await act.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public async Task Many_operations_at_once_each_get_their_own_answer()
    {
        var ryu = Driver("ryu");
        var networks = Enumerable.Range(0, 100).Select(_ => new Resources.Networks.Network { Id = Guid.NewGuid() }).ToList();

        await Task.WhenAll(networks.Select(network => ryu.CreateNetworkAsync(network, None)));

        Controller.Ryu.Networks.Should().BeEquivalentTo(networks.Select(network => network.Id.ToString()));
    }

    private async Task<ControllerException> FailureOf(string driver, string operation, TimeSpan? timeout = null)
    {
        var watch = Stopwatch.StartNew();
        var act = () => Operations[operation](Driver(driver, timeout ?? Patience)).WaitAsync(Soon);

        var failure = (await act.Should().ThrowAsync<ControllerException>()).Which;

        watch.Elapsed.Should().BeLessThan(Soon);
        return failure;
    }
}
