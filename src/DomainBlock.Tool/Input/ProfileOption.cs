using System.CommandLine;
using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Input;

/// <summary>The options <c>--profile</c> and <c>--chains</c>: which rule wins, and what counts in a chain of names.</summary>
internal static class ProfileOption
{
    private static readonly (string Word, Profile Profile)[] Words =
        [("allow-wins", Profile.AllowWins), ("most-specific", Profile.MostSpecific), ("ordered", Profile.Ordered)];

    private static readonly (string Word, ChainMode Mode)[] ChainWords = [("each", ChainMode.Each), ("allow-anywhere", ChainMode.AllowAnywhere)];

    /// <summary>The option <c>--profile</c>.</summary>
    /// <param name="scope">What it holds for, to end the description with.</param>
    public static Option<string?> Create(string scope) => new("--profile")
    {
        Description = $"Which rule wins where several match: allow-wins (unless given), most-specific or ordered{scope}.",
        HelpName = "PROFILE",
    };

    /// <summary>The option <c>--chains</c>.</summary>
    public static Option<string?> CreateChains() => new("--chains")
    {
        Description = "What counts in a chain of CNAME or SVCB names: each (unless given: every name by itself) or allow-anywhere (one allowed name allows all).",
        HelpName = "MODE",
    };

    /// <summary>The profile that a word names; the usual one without a word.</summary>
    /// <exception cref="UsageException">The word names none.</exception>
    public static Profile Read(string? word) => Find(Words, word, "profile");

    /// <summary>The chain mode that a word names; the usual one without a word.</summary>
    /// <exception cref="UsageException">The word names none.</exception>
    public static ChainMode ReadChains(string? word) => Find(ChainWords, word, "chain mode");

    /// <summary>The word for a profile.</summary>
    public static string Word(Profile profile) => Words.First(pair => pair.Profile == profile).Word;

    private static T Find<T>((string Word, T Value)[] words, string? word, string what)
    {
        if (word is null)
            return words[0].Value;
        foreach ((string known, T value) in words)
        {
            if (known == word)
                return value;
        }
        throw new UsageException($"'{word}' is no {what}. There are: {string.Join(", ", words.Select(pair => pair.Word))}.");
    }
}
