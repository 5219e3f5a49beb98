#!/usr/bin/env python3
"""Edits a document in LibreOffice as a person would, through its own commands, and saves it.

    edit.py PROFILE IN OUT STEP...

PROFILE is an empty folder for LibreOffice's settings. OUT ends in .docx or .odt. Each step is one argument, its
words divided by '|':

    type|MARK|words          put words in place of those that the bookmark covers
    append|MARK|words        type words at their end
    enter|MARK|words         press Enter at their end and type
    empty|MARK               delete the words
    row-after|MARK|a|b|...   insert a row below the bookmark's and type into its cells, first to last ('' leaves one)
    delete-row|MARK          delete the bookmark's row
    move-row|MARK|MARK       cut the first one's row and paste it above the second one's
    fill|MARK|n|words        type into the cell n columns right of the bookmark's
    comment|MARK|author|words
    track                    record changes from here on
    accept | reject          accept or reject all recorded changes
    save                     nothing: the document is opened and saved
"""
import os, subprocess, sys, time
import uno
from com.sun.star.beans import PropertyValue


def value(name, content):
    prop = PropertyValue()
    prop.Name, prop.Value = name, content
    return prop


def connect(profile):
    pipe = "caitien%d" % os.getpid()
    office = subprocess.Popen(["soffice", "-env:UserInstallation=file://" + profile, "--headless", "--norestore",
                               "--nologo", "--nodefault", "--accept=pipe,name=%s;urp;" % pipe],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            return office, resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
        except Exception:
            if office.poll() is not None:
                raise SystemExit("soffice ended with %s" % office.returncode)
            time.sleep(0.1)
    raise SystemExit("soffice does not answer")


class Editor:
    def __init__(self, context, document):
        self.document, self.controller = document, document.getCurrentController()
        self.frame = self.controller.getFrame()
        self.dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)

    def run(self, command, *arguments):
        self.dispatcher.executeDispatch(self.frame, ".uno:" + command, "", 0, arguments)

    def select(self, mark):
        marks = self.document.getBookmarks()
        if not marks.hasByName(mark):
            raise SystemExit("no bookmark %s; there are %s" % (mark, list(marks.getElementNames())[:200]))
        anchor = marks.getByName(mark).getAnchor()
        self.controller.select(anchor)
        return anchor

    def cursor(self):
        return self.controller.getViewCursor()

    def type(self, words):
        self.run("InsertText", value("Text", words))

    def table_of(self, mark):
        anchor = self.select(mark)
        cell = anchor.getText()
        return anchor.TextTable, cell.CellName

    def step(self, step):
        name, *rest = step.split("|")
        if name == "type":
            self.select(rest[0]); self.type(rest[1])
        elif name == "append":
            self.select(rest[0]); self.cursor().collapseToEnd(); self.type(rest[1])
        elif name == "enter":
            self.select(rest[0]); self.cursor().collapseToEnd(); self.run("InsertPara"); self.type(rest[1])
        elif name == "empty":
            self.select(rest[0]); self.run("Delete")
        elif name == "row-after":
            self.select(rest[0]); self.cursor().collapseToEnd(); self.run("InsertRowsAfter")
            # The cursor stays in the old row; the new one is below it.
            table, cell = self.table_of(rest[0])
            row = int("".join(filter(str.isdigit, cell))) + 1
            for at, words in enumerate(rest[1:]):
                if words:
                    name = "%s%d" % ("ABCDEFGHIJ"[at], row)
                    if name in table.getCellNames():
                        table.getCellByName(name).setString(words)
        elif name == "delete-row":
            self.select(rest[0]); self.cursor().collapseToEnd(); self.run("DeleteRows")
        elif name == "move-row":
            self.select(rest[0]); self.cursor().collapseToEnd(); self.run("EntireRow"); self.run("Cut")
            self.select(rest[1]); self.cursor().collapseToStart(); self.run("PasteRowsBefore")
        elif name == "fill":
            table, cell = self.table_of(rest[0])
            row = "".join(filter(str.isdigit, cell))
            column = "ABCDEFGHIJ".index(cell[0]) + int(rest[1])
            table.getCellByName("ABCDEFGHIJ"[column] + row).setString(rest[2])
        elif name == "comment":
            self.select(rest[0])
            self.run("InsertAnnotation", value("Text", rest[2]), value("Author", rest[1]))
        elif name == "track":
            self.document.setPropertyValue("RecordChanges", True)
        elif name == "accept":
            self.run("AcceptAllTrackedChanges")
        elif name == "reject":
            self.run("RejectAllTrackedChanges")
        elif name != "save":
            raise SystemExit("unknown step " + name)


def main():
    profile, source, target, *steps = sys.argv[1:]
    office, context = connect(profile)
    try:
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(os.path.abspath(source)), "_blank", 0,
                                                (value("Hidden", True),))
        editor = Editor(context, document)
        for step in steps:
            editor.step(step)
        kind = "writer8" if target.endswith(".odt") else "MS Word 2007 XML"
        document.storeToURL(uno.systemPathToFileUrl(os.path.abspath(target)), (value("FilterName", kind),))
        document.close(True)
        try:
            desktop.terminate()
        except Exception:
            pass
    finally:
        time.sleep(0.2)
        office.kill()


main()
