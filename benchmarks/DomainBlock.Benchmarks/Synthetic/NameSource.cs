using System.Text;

namespace DomainBlock.Benchmarks.Synthetic;

/// <summary>
/// Draws names that look like those of public lists: 3.1 labels and 22 characters on average, 45 in 100 under .com,
/// three in ten with a digit or a hyphen, some IDN labels, and many hosts under the same few domains.
/// </summary>
internal sealed class NameSource(SplitMix64 random)
{
    /// <summary>RFC 1035 §2.3.4, in plain text.</summary>
    public const int MaxLength = 253;

    private const int ComPercent = 45;
    private const int KnownDomainPercent = 30;
    private const int IdnPermille = 8;
    private const int DigitsPercent = 8;
    private const int HyphenPercent = 5;

    private const string Consonants = "ttttnnnnssssrrrrllllddddmmmcccpppbbgghhkkffvvwjxyzq";
    private const string Vowels = "aaaaeeeeeiiiioooouu";
    private const string LettersAndDigits = "abcdefghijklmnopqrstuvwxyz0123456789";

    // By falling frequency; Zipf's law is laid over them.
    private static readonly string[] OtherTopLevels =
    [
        "net", "org", "ru", "xyz", "info", "top", "de", "online", "cn", "br", "uk", "tk", "shop", "site", "fr", "pl", "club",
        "nl", "it", "in", "biz", "io", "ml", "ga", "cf", "au", "eu", "pw", "co", "us", "ca", "icu", "live", "jp", "vn", "cz",
        "ua", "store", "tr", "es", "me", "cc", "tv", "ir", "id", "se", "hu", "ro", "life", "space", "pro", "app", "dev",
    ];

    private static readonly string[] CommonHosts = ["www", "mail", "cdn", "api", "ads", "static", "m", "img", "track", "app", "blog", "stats"];

    private readonly List<string> _domainsWithHosts = [];

    /// <summary>A name of two to six labels.</summary>
    public string Name()
    {
        // A domain with hosts is not named itself: what stands below a listed name is the list's choice, not chance.
        int more = MoreLabels();
        string name = more == 0 ? NewDomain() : DomainWithHosts();
        for (; more > 0; more--)
            name = Below(name);
        return name;
    }

    /// <summary>A name with one label more than <paramref name="name"/>.</summary>
    public string Below(string name) => $"{(random.Happens(30) ? CommonHosts[random.ZipfBelow(CommonHosts.Length)] : Label(1, 3))}.{name}";

    private int MoreLabels() => random.Below(100) switch
    {
        < 29 => 0,
        < 77 => 1,
        < 94 => 2,
        < 98 => 3,
        _ => 4,
    };

    private string DomainWithHosts()
    {
        // Lower numbers more often: some domains have thousands of hosts.
        if (_domainsWithHosts.Count > 0 && random.Happens(KnownDomainPercent))
            return _domainsWithHosts[random.ZipfBelow(_domainsWithHosts.Count)];
        string domain = NewDomain();
        _domainsWithHosts.Add(domain);
        return domain;
    }

    private string NewDomain()
    {
        string topLevel = random.Happens(ComPercent) ? "com" : OtherTopLevels[random.ZipfBelow(OtherTopLevels.Length)];
        return $"{Label(3, 6)}.{topLevel}";
    }

    private string Label(int minSyllables, int maxSyllables)
    {
        var label = new StringBuilder();
        if (random.Below(1000) < IdnPermille)
        {
            label.Append("xn--");
            for (int length = 6 + random.Below(10); length > 0; length--)
                label.Append(Any(LettersAndDigits));
            return label.ToString();
        }

        for (int syllables = minSyllables + random.Below(maxSyllables - minSyllables + 1); syllables > 0; syllables--)
        {
            if (label.Length > 0 && random.Happens(HyphenPercent))
                label.Append('-');
            label.Append(Any(Consonants)).Append(Any(Vowels));
            if (random.Happens(40))
                label.Append(Any(Consonants));
        }
        if (random.Happens(DigitsPercent))
        {
            for (int digits = 1 + random.Below(4); digits > 0; digits--)
                label.Append((char)('0' + random.Below(10)));
        }
        return label.ToString();
    }

    private char Any(string characters) => characters[random.Below(characters.Length)];
}
