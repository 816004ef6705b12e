namespace DomainBlock.Idn.Tests;

/// <summary>The repository that the tests run in, and the Unicode files that may stand beside it.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    /// <summary>The folder that has a folder for each version of Unicode.</summary>
    public static readonly string UnicodeData = Path.Combine(Root, "..", "shared", "data", "unicode");

    /// <summary>The committed vectors.</summary>
    public static readonly string Vectors = Path.Combine(Root, "tests", "DomainBlock.Idn.Tests", "Vectors");

    /// <summary>Skips the test, aloud, where there are no Unicode files.</summary>
    public static void RequireUnicodeData() => Assert.SkipUnless(
        Directory.Exists(UnicodeData), "NOT CHECKED: the Unicode files are not beside the repository (../shared/data/unicode), so nothing was generated anew.");

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "DomainBlock.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests don't run from inside the repository.");
    }
}
