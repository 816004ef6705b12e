using System.Reflection;
using PublicApiGenerator;

namespace DomainBlock.Tests.PublicApi;

/// <summary>The public members of each package, as the text file beside this one has them: no change goes unseen.</summary>
public class PublicApiTests
{
    public static TheoryData<string> Packages => ["DomainBlock", "DomainBlock.FsCheck"];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_public_api_is_the_committed_one(string package)
    {
        string actual = Assembly.Load(package).GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n").TrimEnd() + "\n";
        string committed = Path.Combine(AppContext.BaseDirectory, "PublicApi", $"{package}.txt");
        string expected = File.Exists(committed) ? File.ReadAllText(committed).ReplaceLineEndings("\n") : "";
        if (expected == actual)
            return;

        string received = Path.Combine(AppContext.BaseDirectory, "PublicApi", $"{package}.received.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, actual);
        Assert.Fail(
            $"The public API of {package} is not the committed one.\n{FirstDifference(expected, actual)}\n"
            + $"If the change is meant, accept it: copy {received} over tests/DomainBlock.Tests/PublicApi/{package}.txt and commit that.");
    }

    private static string FirstDifference(string expected, string actual)
    {
        string[] committed = expected.Split('\n');
        string[] found = actual.Split('\n');
        int line = committed.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"Line {line + 1}: committed \"{committed.ElementAtOrDefault(line)}\", found \"{found.ElementAtOrDefault(line)}\".";
    }
}
