namespace DomainBlock.Lists;

/// <summary>
/// The lists of one folder that others of it may include (v2fly's <c>include:NAME</c>). A name leads to a file directly in the folder or nowhere: it has no
/// separators, does not begin with a dot, and is no link that leads out of it. Safe to share between threads.
/// </summary>
/// <param name="folder">The folder.</param>
public sealed class ListIncludes(string folder)
{
    private readonly string _folder = Path.GetFullPath(folder);

    /// <summary>Opens a list.</summary>
    /// <param name="name">Its name, as the list that includes it writes it.</param>
    /// <returns>Its bytes, to be disposed by the caller; null where there is no such list in the folder.</returns>
    public Stream? Open(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        bool isPlain = name.Length > 0 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '!');
        if (!isPlain)
            return null;
        var file = new FileInfo(Path.Combine(_folder, name));
        if (!file.Exists || file.LinkTarget is not null)
            return null;
        return file.Open(new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.SequentialScan });
    }
}
