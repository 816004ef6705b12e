using PublicApiGenerator;

namespace DomainBlock.Lists.Proxies.Tests.PublicApi;

public sealed class PublicApiTests
{
    /// <summary>The committed file is the contract; a change to it is a change that users see.</summary>
    [Fact]
    public void The_public_face_is_the_committed_one()
    {
        string actual = typeof(ProxyList).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n").TrimEnd();
        string folder = Path.Combine(AppContext.BaseDirectory, "PublicApi");
        string received = Path.Combine(folder, "DomainBlock.Lists.Proxies.received.txt");
        File.WriteAllText(received, $"{actual}\n");
        string expected = File.ReadAllText(Path.Combine(folder, "DomainBlock.Lists.Proxies.txt")).ReplaceLineEndings("\n").TrimEnd();
        Assert.True(expected == actual, $"The public face changed. If that is meant, commit {received} as PublicApi/DomainBlock.Lists.Proxies.txt.");
    }
}
